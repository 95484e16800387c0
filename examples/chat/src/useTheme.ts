import { useLayoutEffect, useState } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const STORED = 'rivulet-demo-theme'

/**
 * The theme, kept over visits. The components look at nothing but `color-scheme`, which page.css sets by the
 * attribute: a bundler that lowers `light-dark()` for older browsers has to see the declarations.
 */
export function useTheme(): [theme: Theme, setTheme: (theme: Theme) => void] {
  const [theme, setTheme] = useState(storedTheme)
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
    localStorage.setItem(STORED, theme)
  }, [theme])
  return [theme, setTheme]
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}
