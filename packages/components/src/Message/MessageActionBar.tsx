'use client'
import type { Message as MessageData } from '@rivulet/react'
import { type Context, type ReactNode, createContext, useContext } from 'react'
import { Icon, chevronIcon, copyShapes, editIcon, refreshIcon } from '../icons.tsx'
import { useCopy } from '../useCopy.ts'
import { type MessageActions, type MessageVersion, copyableText } from './messageActions.ts'
import type { MessageLabels } from './messageLabels.ts'

/** In a list, the keyboard comes to the actions of one message at a time; see `createRovingFocus`. */
export const ActionTabIndex: Context<0 | -1> = createContext<0 | -1>(0)

interface MessageActionBarProps {
  message: MessageData
  actions: MessageActions
  words: MessageLabels
  onEdit: () => void
}

/** What can be done with a message. */
export function MessageActionBar({ message, actions, words, onEdit }: MessageActionBarProps): ReactNode {
  const text = copyableText(message)
  const version = actions.versionOf?.(message)
  const mayRegenerate = message.role === 'assistant' && actions.onRegenerate
  return (
    <>
      {version && actions.onVersion && (
        <Versions version={version} words={words} onShow={(index) => actions.onVersion?.(message, index)} />
      )}
      {text !== '' && <CopyButton text={text} words={words} />}
      {mayRegenerate && (
        <ActionButton
          shape={refreshIcon}
          label={words.regenerate}
          onPress={() => actions.onRegenerate?.(message)}
        />
      )}
      {message.role === 'user' && actions.onEdit && (
        <ActionButton shape={editIcon} label={words.edit} onPress={onEdit} />
      )}
    </>
  )
}

interface ActionButtonProps {
  shape: string
  label: string
  className?: string
  disabled?: boolean
  onPress: () => void
}

function ActionButton({ shape, label, className = '', disabled, onPress }: ActionButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={`rivulet-button rivulet-button-plain rivulet-button-icon ${className}`}
      tabIndex={useContext(ActionTabIndex)}
      aria-label={label}
      aria-disabled={disabled}
      title={label}
      onClick={disabled ? undefined : onPress}
    >
      <Icon shape={shape} />
    </button>
  )
}

interface VersionsProps {
  version: MessageVersion
  words: MessageLabels
  onShow: (index: number) => void
}

function Versions({ version: { index, count }, words, onShow }: VersionsProps): ReactNode {
  return (
    <span className="rivulet-message-versions">
      <ActionButton
        shape={chevronIcon}
        className="rivulet-back"
        label={words.previousVersion}
        disabled={index === 0}
        onPress={() => onShow(index - 1)}
      />
      <span>{words.version(index + 1, count)}</span>
      <ActionButton
        shape={chevronIcon}
        className="rivulet-forth"
        label={words.nextVersion}
        disabled={index === count - 1}
        onPress={() => onShow(index + 1)}
      />
    </span>
  )
}

/** Copies a text, and says for a moment whether it could. */
function CopyButton({ text, words }: { text: string; words: MessageLabels }): ReactNode {
  const { outcome = 'copy', copy } = useCopy(text)
  return <ActionButton shape={copyShapes[outcome]} label={words[outcome]} onPress={copy} />
}
