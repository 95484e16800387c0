'use client'
import {
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type RefObject,
  forwardRef,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { type Anatomy, data, mergeProps } from '../anatomy.ts'
import { sameEntries } from '../sameEntries.ts'
import { useBeforePaint } from '../useBeforePaint.ts'
import { useLasting } from '../useLasting.ts'
import { createBlockWriter, renderBlocks } from './blocks.tsx'
import { type TextGrowth, createTextGrowth } from './growText.ts'

export interface StreamingTextProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  /** The whole text so far. White space is kept. */
  text: string
  /** More is to come. Default: `false`. */
  streaming?: boolean
  /**
   * Shows the text at the rate at which it arrives, word by word, instead of in the steps of the network. Text that
   * is there at mount, or comes in one large piece, is shown at once; so is all under `prefers-reduced-motion`.
   * Default: `false`.
   */
  smooth?: boolean
  /** A calm block at the end while `streaming`. Default: `true`. */
  caret?: boolean
}

/**
 * Growing plain text at a constant cost per update: what is written is not touched again.
 *
 * @example <StreamingText text={completion} streaming={status === 'streaming'} />
 */
export const StreamingText: Anatomy<StreamingTextProps, HTMLDivElement> = forwardRef(function StreamingText(
  { text, streaming = false, smooth = false, caret = true, ...rest }: StreamingTextProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const root = useRef<HTMLDivElement>(null)
  const blocks = useGrowingBlocks(root, text, streaming, smooth)
  useImperativeHandle(ref, () => root.current!, [])
  const props = useLasting(rest, sameEntries)
  // Where nothing but the text has changed, the element is the same, and React looks no further.
  return useMemo(() => {
    const own = {
      className: 'rivulet rivulet-text',
      ...data({ streaming, caret: caret && streaming }),
    }
    return (
      <div ref={root} {...mergeProps(own, props)}>
        {blocks}
      </div>
    )
  }, [blocks, caret, props, streaming])
})

/**
 * React renders the blocks of the first text and never again, since the element that it sees stays the same; from
 * then on they grow in the DOM. Rendering the open block through React would set its whole text anew for each
 * update, which drops the reader's selection.
 */
function useGrowingBlocks(
  rootRef: RefObject<HTMLDivElement | null>,
  text: string,
  streaming: boolean,
  smooth: boolean,
): ReturnType<typeof renderBlocks> {
  const [first] = useState(() => ({ text, blocks: renderBlocks(text) }))
  const growth = useRef<TextGrowth>(null)
  useBeforePaint(() => {
    growth.current ??= createTextGrowth(createBlockWriter(rootRef.current!), first.text)
    growth.current.update(text, { streaming, smooth })
  }, [rootRef, first, text, streaming, smooth])
  useBeforePaint(() => () => growth.current?.pause(), [])
  return first.blocks
}
