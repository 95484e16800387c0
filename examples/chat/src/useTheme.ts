import { useLayoutEffect, useState } from 'react'

export type Theme = 'light' | 'dark' | 'system'

const STORED = 'rivulet-demo-theme'

/** The theme, kept over visits. The root element's `color-scheme` is all that the components look at. */
export function useTheme(): [theme: Theme, setTheme: (theme: Theme) => void] {
  const [theme, setTheme] = useState(storedTheme)
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme
    localStorage.setItem(STORED, theme)
  }, [theme])
  return [theme, setTheme]
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}
