steps => {
  const words = at => at.textContent.replace(/\s+/g, ' ').trim().toLowerCase()
  const named = at => [...at.labels ?? []].map(words).concat(at.ariaLabel?.toLowerCase() ?? [])
  const narrow = {
    css: (all, css) => [...new Set(all.flatMap(at => [...at.querySelectorAll(css)]))],
    holds: (all, part) => all.filter(at => words(at).includes(part.toLowerCase())),
    matches: (all, pattern) => all.filter(at => new RegExp(pattern).test(at.textContent)),
    nth: (all, place) => all.slice(place, place + 1),
    label: (all, part) => narrow.css(all, 'input, select, textarea').filter(
      at => named(at).some(name => name.includes(part.toLowerCase()))),
  }
  return steps.reduce((all, [how, what]) => narrow[how](all, what), [document])
}
