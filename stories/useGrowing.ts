import { tokens } from '@rivulet/testing'
import { useEffect, useState } from 'react'

/** How fast a text grows. */
export interface Pace {
  /** Milliseconds between two arrivals. */
  every: number
  /** Words of an arrival. */
  words: number
}

/** A text that arrives by itself, some words at a time, and whether more is to come. */
export function useGrowing(text: string, { every, words }: Pace): { text: string; streaming: boolean } {
  const [size, setSize] = useState(0)
  const pieces = tokens(text)
  useEffect(() => {
    const timer = setInterval(() => setSize((before) => before + words), every)
    return () => clearInterval(timer)
  }, [every, words])
  return { text: pieces.slice(0, size).join(''), streaming: size < pieces.length }
}
