import { type BadgeLabels, badgeLabels } from './ConnectionBadge/badgeLabels.ts'
import { type MessageLabels, messageLabels } from './Message/messageLabels.ts'
import { type ReasoningLabels, reasoningLabels } from './Reasoning/reasoningLabels.ts'
import { type ToolCallLabels, type ToolLabels, toolCallLabels, toolLabels } from './ToolCall/toolLabels.ts'
import { type SourcesLabels, sourcesLabels } from './Sources/sourcesLabels.ts'
import { type AttachmentLabels, attachmentLabels } from './Attachment/attachmentLabels.ts'
import { type ListLabels, listLabels } from './MessageList/listLabels.ts'
import { type SuggestionsLabels, suggestionsLabels } from './Suggestions/suggestionsLabels.ts'
import { type ComposerLabels, composerLabels } from './Composer/composerLabels.ts'
import {
  type ErrorTitleLabels,
  type ErrorAdviceLabels,
  type ErrorLabels,
  errorTitleLabels,
  errorAdviceLabels,
  errorLabels,
} from './ErrorNotice/errorLabels.ts'
import { type AnnouncerLabels, announcerLabels } from './Announcer/announcerLabels.ts'
import { type LogLabels, logLabels } from './EventLog/logLabels.ts'
import { type MarkdownLabels, markdownLabels } from './StreamingMarkdown/markdownLabels.ts'
import { type MeterLabels, meterLabels } from './StreamMeter/meterLabels.ts'
import { type ChatLabels, chatLabels } from './Chat/chatLabels.ts'

/** Every visible or spoken string of the components, by component. One dictionary serves them all. */
export interface Labels {
  badge: BadgeLabels
  message: MessageLabels
  reasoning: ReasoningLabels
  tool: ToolLabels
  toolCall: ToolCallLabels
  sources: SourcesLabels
  attachment: AttachmentLabels
  markdown: MarkdownLabels
  list: ListLabels
  suggestions: SuggestionsLabels
  composer: ComposerLabels
  errorTitle: ErrorTitleLabels
  errorAdvice: ErrorAdviceLabels
  error: ErrorLabels
  announcer: AnnouncerLabels
  log: LogLabels
  meter: MeterLabels
  chat: ChatLabels
}

/** The `labels` prop of every component: any strings of the dictionary; the others stay English. */
export type LabelOverrides = { readonly [Group in keyof Labels]?: Partial<Labels[Group]> }

/** The English dictionary: what a translation translates. */
export const defaultLabels: Labels = {
  badge: badgeLabels,
  message: messageLabels,
  reasoning: reasoningLabels,
  tool: toolLabels,
  toolCall: toolCallLabels,
  sources: sourcesLabels,
  attachment: attachmentLabels,
  markdown: markdownLabels,
  list: listLabels,
  suggestions: suggestionsLabels,
  composer: composerLabels,
  errorTitle: errorTitleLabels,
  errorAdvice: errorAdviceLabels,
  error: errorLabels,
  announcer: announcerLabels,
  log: logLabels,
  meter: meterLabels,
  chat: chatLabels,
}

/** A group of labels, where the overrides that there are take the place of the defaults. */
export function mergeLabels<Group extends object>(
  defaults: Group,
  overrides: Partial<Group> | undefined,
): Group {
  return overrides ? { ...defaults, ...overrides } : defaults
}

/** Whether two dictionaries say the same: functions, often written inline, count only as present or not. */
export function sameLabels(one: LabelOverrides | undefined, other: LabelOverrides | undefined): boolean {
  return one === other || fingerprint(one) === fingerprint(other)
}

function fingerprint(labels: LabelOverrides | undefined): string {
  return JSON.stringify(labels ?? {}, (_, value: unknown) => (typeof value === 'function' ? true : value))
}
