"""What makes a release folder whole: frozen files, lineage, merged weights, manifest, parity."""
