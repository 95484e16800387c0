import { useEffect, useLayoutEffect } from 'react'

/** `useLayoutEffect`, which React 18 warns of on a server, where neither effect runs. */
export const useBeforePaint: typeof useEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect
