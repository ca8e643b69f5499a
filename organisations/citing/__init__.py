"""How rows of the shelf are cited: what a citation says, and the formats it is said in."""
