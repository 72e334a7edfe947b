package store

import "context"

// Known are the texts in use, sorted, to suggest again.
type Known struct{ Municipalities, Referrers, TargetGroups []string }

// Known gives the texts that participants have now.
func (s *Store) Known(ctx context.Context) (Known, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var k Known
	for column, texts := range map[string]*[]string{
		"municipality": &k.Municipalities, "referrer": &k.Referrers, "target_group": &k.TargetGroups,
	} {
		err := s.list(ctx, texts, "SELECT DISTINCT "+column+" FROM participant_now WHERE "+column+" <> ''")
		if err != nil {
			return Known{}, err
		}
		sortByName(*texts, func(text string) string { return text })
	}
	return k, nil
}
