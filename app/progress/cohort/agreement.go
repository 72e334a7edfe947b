package cohort

// bothOf gives what both raters are asked about, the participant's first.
func bothOf(measures []measure) (all [][2]measure) {
	for i, self := range measures {
		for _, supervisor := range measures[i+1:] {
			if self.area != "" && self.area == supervisor.area {
				all = append(all, [2]measure{self, supervisor})
			}
		}
	}
	return all
}

// agree counts a participant by how the two raters saw an area at the last
// meeting at which both rated it.
func (r *reporting) agree(a *Agreement, both *[2]measure, t *taken) {
	for k := t.last - 1; k >= t.first; k-- {
		self, supervisor := r.at(&t.moments[k], &both[0]), r.at(&t.moments[k], &both[1])
		if self.of == 0 || supervisor.of == 0 {
			continue
		}
		p := pair{start: self.of, latest: supervisor.of}
		a.Pairs.add(t.place)
		a.pairs = append(a.pairs, p)
		switch higher := p.steps(); {
		case higher < 0:
			a.SelfHigher.add(t.place)
		case higher > 0:
			a.SupervisorHigher.add(t.place)
		default:
			a.Equal.add(t.place)
		}
		return
	}
	a.Left.add(t.place)
}
