import { memo, useEffect, useState, type NamedExoticComponent, type ReactNode } from 'react'
import type { FaultCommand, FaultScope } from '../server/faultCommand.ts'
import type { FaultState } from '../server/faults.ts'
import { faultGroups, type Fault } from './faultList.ts'

export interface FaultPanelProps {
  scope: FaultScope
  /** `undefined` until the server has told. */
  state: FaultState | undefined
  onOrder(...commands: readonly FaultCommand[]): void
}

/** Buttons that say what they do to the wire. */
export const FaultPanel: NamedExoticComponent<FaultPanelProps> = memo(function FaultPanel({
  scope,
  state,
  onOrder,
}: FaultPanelProps) {
  const stalledSeconds = useSecondsLeft(state?.stalledUntil ?? 0)
  const { title, remedy, faults } = faultGroups[scope]
  const told = faults.map((fault) => ({
    fault,
    inForce: state && fault.inForce?.(state, stalledSeconds),
  }))
  return (
    <section className="faults" aria-label={title}>
      <header className="faults-header">
        <h2>{title}</h2>
        {told.some(({ inForce }) => inForce) && (
          <button type="button" className="link" onClick={() => onOrder({ scope, fault: 'clear' })}>
            Heal
          </button>
        )}
      </header>
      <p className="note">{remedy}</p>
      <ul>
        {told.map(({ fault, inForce }) => (
          <li key={fault.name}>
            <FaultButton fault={fault} inForce={inForce} onOrder={onOrder} />
          </li>
        ))}
      </ul>
    </section>
  )
})

interface FaultButtonProps {
  fault: Fault
  inForce: string | undefined
  onOrder: FaultPanelProps['onOrder']
}

function FaultButton({ fault, inForce, onOrder }: FaultButtonProps): ReactNode {
  const commands = inForce && fault.undo ? [fault.undo] : fault.commands
  return (
    <button type="button" className="fault" onClick={() => onOrder(...commands)}>
      <span className="fault-name">{fault.name}</span>
      {inForce && <span className="fault-state">{inForce}</span>}
      <span className="fault-wire">{fault.wire}</span>
    </button>
  )
}

/** Whole seconds until a time in ms since 1970; it ticks only while there are any. */
function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(until)
  useEffect(() => {
    const tick = (): void => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(timer)
    }
    const timer = setInterval(tick, 250)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, Math.ceil((until - now) / 1000))
}
