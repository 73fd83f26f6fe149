"""Who scores: a model server, a model folder or a stand-in, all behind `scorer.Scorer`."""
