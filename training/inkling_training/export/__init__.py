"""From a checkpoint to a model folder as the hub lays it out."""
