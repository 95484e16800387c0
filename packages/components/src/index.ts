// The whole.
export { Chat, type ChatProps } from './Chat/Chat.tsx'
export { useMessageActions } from './Chat/useMessageActions.ts'

// A thread and its pieces.
export { MessageList, type MessageListProps } from './MessageList/MessageList.tsx'
export { Message, type MessageContent, type MessageProps, type RenderPart } from './Message/Message.tsx'
export type { MessageActions, MessageVersion } from './Message/messageActions.ts'
export { StreamingText, type StreamingTextProps } from './StreamingText/StreamingText.tsx'
export type { MarkdownOptions } from './StreamingMarkdown/markdownOptions.ts'
export { StreamingMarkdown, type StreamingMarkdownProps } from './StreamingMarkdown/StreamingMarkdown.tsx'
export type {
  CodeProps,
  ImageProps,
  InlineCodeProps,
  MarkdownComponents,
  MarkdownElement,
  MathProps,
} from './StreamingMarkdown/MarkdownComponents.ts'
export type {
  Highlighter,
  LineReader,
  LoadHighlighter,
  Token,
  TokenKind,
} from './StreamingMarkdown/code/highlighter.ts'
export { Reasoning, type ReasoningProps } from './Reasoning/Reasoning.tsx'
export { ToolCall, type ToolCallProps } from './ToolCall/ToolCall.tsx'
export { Sources, type SourcesProps } from './Sources/Sources.tsx'
export { Attachment, type AttachmentProps } from './Attachment/Attachment.tsx'
export { Suggestions, type Suggestion, type SuggestionsProps } from './Suggestions/Suggestions.tsx'
export { Composer, type ComposerProps } from './Composer/Composer.tsx'
export type { FileRefusal } from './Composer/checkFiles.ts'
export type { SubmitResult } from './Composer/submitResult.ts'
export { ErrorNotice, type ErrorNoticeProps } from './ErrorNotice/ErrorNotice.tsx'
export { StreamMeter, type StreamMeterProps } from './StreamMeter/StreamMeter.tsx'
export { Announcer, type AnnouncerProps } from './Announcer/Announcer.tsx'
export type { AnnouncerMode } from './Announcer/createNarrator.ts'

// A live stream.
export { ConnectionBadge, type ConnectionBadgeProps } from './ConnectionBadge/ConnectionBadge.tsx'
export { EventLog, type EventLogProps } from './EventLog/EventLog.tsx'

// Words.
export { type LabelOverrides, type Labels, defaultLabels } from './labels.ts'
