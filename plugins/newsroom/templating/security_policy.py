"""The content security policy of pages, for the pages themselves and for web servers."""


def page_policy(style_source: str) -> str:
    """Return a policy that allows styles by *style_source*, and scripts, media and data of this host.

    Source: https://www.w3.org/TR/CSP3/
    """
    return (
        f"default-src 'none'; style-src {style_source}; script-src 'self'; connect-src 'self';"
        " img-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none';"
        " form-action 'none'"
    )
