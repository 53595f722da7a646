"""Forms of the beneficiaries floor: sieves, named for their verb; they clean and never save."""
