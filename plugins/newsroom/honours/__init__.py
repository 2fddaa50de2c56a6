"""The register of honours."""
