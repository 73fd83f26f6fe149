"""What clinicians say of answers: feedback, corrections and comparisons."""
