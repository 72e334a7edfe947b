package skapa

// MaxPlaces is how many participants a team can plan to have at one time.
const MaxPlaces = 100_000

// ValidatePlaces gives what is wrong with n places of a team; 0 is no plan. Field:
// places.
func ValidatePlaces(n int) Findings {
	var f Findings
	if n < 0 || n > MaxPlaces {
		f.refuse("places", "error.places", Args{"Max": MaxPlaces})
	}
	return f
}
