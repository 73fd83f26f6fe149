"""Do judges agree, how far is each to be trusted, and what is probably true."""
