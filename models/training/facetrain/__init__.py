"""What the trainers of facegate's own models share: data, teachers, geometry, export."""
