import { useId, type ReactNode } from 'react'

export interface ChoiceProps<Value extends string> {
  label: string
  options: Readonly<Record<Value, string>>
  value: Value
  onChange(value: Value): void
}

/** One of a few, as a row of radio buttons. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): ReactNode {
  const { label, options, value, onChange } = props
  const name = useId()
  const values = Object.keys(options) as Value[]
  return (
    <fieldset className="choice">
      <legend className="rivulet-hidden">{label}</legend>
      {values.map((option) => (
        <label key={option} className="choice-option">
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{options[option]}</span>
        </label>
      ))}
    </fieldset>
  )
}
