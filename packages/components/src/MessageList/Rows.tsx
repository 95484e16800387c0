'use client'
import { type NamedExoticComponent, memo } from 'react'
import { Row, type RowProps, isDrawnAlike } from './Row.tsx'
import type { MessageGroup } from './groupMessages.ts'

interface RowsProps extends Omit<RowProps, 'message'> {
  group: MessageGroup
}

/** The rows of a group, without an element of their own; React passes them over while none of them changes. */
export const Rows: NamedExoticComponent<RowsProps> = memo(
  function Rows({ group, ...drawing }: RowsProps) {
    return group.messages.map((message) => <Row key={message.id} message={message} {...drawing} />)
  },
  (before, after) => before.group === after.group && isDrawnAlike(before, after),
)
