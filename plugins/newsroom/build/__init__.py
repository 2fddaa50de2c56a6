"""One build, from the first look at the files to the exchange of sites."""
