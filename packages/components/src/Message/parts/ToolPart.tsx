import type { ToolPart as Tool } from '@rivulet/react'
import type { ReactNode } from 'react'
import { StreamingText } from '../../StreamingText/StreamingText.tsx'
import { toolIcon } from '../../icons.tsx'
import { type LabelOverrides, mergeLabels } from '../../labels.ts'
import { messageLabels, toolLabels } from '../messageLabels.ts'
import { Fold } from './Fold.tsx'
import { asText } from './asText.ts'

/** A call of a tool: its name and state, and folded what went in and came out. */
export function ToolPart({ part, labels }: { part: Tool; labels?: LabelOverrides }): ReactNode {
  const words = mergeLabels(messageLabels, labels?.message)
  const states = mergeLabels(toolLabels, labels?.tool)
  return (
    <Fold part="tool" state={part.state} shape={toolIcon} title={part.toolName} note={states[part.state]}>
      {() => (
        <>
          <div className="rivulet-fold-label">{words.toolArguments}</div>
          <StreamingText className="rivulet-code" text={part.inputText} caret={false} />
          {part.output !== undefined && (
            <>
              <div className="rivulet-fold-label">{words.toolOutput}</div>
              <pre className="rivulet-code">{asText(part.output)}</pre>
            </>
          )}
          {part.errorText !== undefined && <p className="rivulet-fold-error">{part.errorText}</p>}
        </>
      )}
    </Fold>
  )
}
