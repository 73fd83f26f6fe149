"""The blind review queue, and the incidents that harm opens."""
