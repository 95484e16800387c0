import { useEffect, useState } from 'react'
import type { About } from '../server/app.ts'

const SEARCH: About = { answers: 'search', model: null, host: null }

/** Who answers: the search over the documentation until the server says that it is a model. */
export function useAbout(): About {
  const [about, setAbout] = useState(SEARCH)
  useEffect(() => {
    const left = new AbortController()
    fetch('/about', { signal: left.signal })
      .then(async (response) => setAbout((await response.json()) as About))
      // A server that is gone is what the badges tell.
      .catch(() => {})
    return () => left.abort()
  }, [])
  return about
}
