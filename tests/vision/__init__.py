"""The paper under the camera: finding, holding, recognising, hiding."""
