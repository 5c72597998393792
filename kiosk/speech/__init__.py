"""The worker that turns texts into sound, and what paces them to the ear."""
