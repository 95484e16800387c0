import type { ReactNode } from 'react'

export interface SparklineProps {
  values: readonly number[]
  /** The number of values that fill the width; fewer stand at the end. */
  capacity: number
  /** The top of the scale is at least this. */
  atLeast: number
}

/** The shape of the last values. It says nothing that the figure beside it does not say. */
export function Sparkline({ values, capacity, atLeast }: SparklineProps): ReactNode {
  const top = Math.max(atLeast, ...values)
  const x = (index: number): number => capacity - values.length + index
  const points = values.map((value, index) => `${x(index)} ${round(100 - (value / top) * 100)}`)
  const line = `M${points.join('L')}`
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${capacity - 1} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {values.length > 1 && (
        <>
          <path className="sparkline-area" d={`${line}L${capacity - 1} 100L${x(0)} 100Z`} />
          <path className="sparkline-line" d={line} />
        </>
      )}
    </svg>
  )
}

const round = (value: number): number => Math.round(value * 10) / 10
