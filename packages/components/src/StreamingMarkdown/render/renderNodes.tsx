import type { Nodes, PhrasingContent } from 'mdast'
import type { ReactNode } from 'react'
import { restore } from '../document/neutralize.ts'
import { CodeBlock } from '../code/CodeBlock.tsx'
import { Image } from './Image.tsx'
import { FootnoteReference } from './FootnoteReference.tsx'
import { Link } from './Link.tsx'
import { ListElement } from './List.tsx'
import { TableElement } from './Table.tsx'
import { Text } from './Text.tsx'
import type { Environment } from './environment.ts'
import { toContent } from '../document/blocks.ts'
import { placeOf } from '../document/mentions.ts'

/** Nodes as elements; their keys are their places. */
function renderNodes(nodes: readonly Nodes[], environment: Environment): ReactNode[] {
  return nodes.map((node, index) => renderNode(node, index, environment))
}

/**
 * Like `renderNodes`, for blocks: HTML among them is a paragraph. Blocks inside of another have no `dir`: the outer one
 * finds its direction, and with it the side of its markers, in the text of those alone that have none.
 */
export function renderFlow(nodes: readonly Nodes[], environment: Environment, inside = false): ReactNode[] {
  return nodes.map((node, index) => {
    if (node.type !== 'html') return renderNode(node, index, environment, inside)
    const Paragraph = environment.elements.p
    return (
      <Paragraph key={index} dir={inside ? undefined : 'auto'}>
        <Text value={restore(node.value)} />
      </Paragraph>
    )
  })
}

function renderNode(node: Nodes, key: number, environment: Environment, inside = false): ReactNode {
  const phrases = (children: readonly PhrasingContent[]): ReactNode[] => renderNodes(children, environment)
  const dir = inside ? undefined : 'auto'
  const { elements } = environment
  switch (node.type) {
    case 'text':
      return <Text key={key} value={restore(node.value)} />
    case 'paragraph': {
      const Paragraph = elements.p
      return (
        <Paragraph key={key} dir={dir}>
          {phrases(node.children)}
        </Paragraph>
      )
    }
    case 'strong': {
      const Strong = elements.strong
      return <Strong key={key}>{phrases(node.children)}</Strong>
    }
    case 'emphasis': {
      const Emphasis = elements.em
      return <Emphasis key={key}>{phrases(node.children)}</Emphasis>
    }
    case 'delete': {
      const Deletion = elements.del
      return <Deletion key={key}>{phrases(node.children)}</Deletion>
    }
    case 'inlineCode': {
      const Own = environment.components.inlineCode
      const code = restore(node.value)
      const Formula = environment.components.math
      if (Formula && node.data?.isFormula) return <Formula key={key} value={code} display={false} />
      if (Own) return <Own key={key}>{code}</Own>
      return (
        <code key={key} dir="ltr">
          <Text value={code} />
        </code>
      )
    }
    case 'link':
      return (
        <Link key={key} url={restore(node.url)} title={node.title} environment={environment}>
          {phrases(node.children)}
        </Link>
      )
    case 'image':
      return <Image key={key} url={restore(node.url)} alt={restore(node.alt ?? '')} title={node.title} />
    case 'break': {
      const Break = elements.br
      return <Break key={key} />
    }
    case 'heading': {
      const Heading = elements[`h${node.depth}`]
      return (
        <Heading key={key} dir={dir}>
          {phrases(node.children)}
        </Heading>
      )
    }
    case 'blockquote': {
      const Quote = elements.blockquote
      return (
        <Quote key={key} dir={dir}>
          {renderFlow(node.children, environment, true)}
        </Quote>
      )
    }
    case 'thematicBreak': {
      const Rule = elements.hr
      return <Rule key={key} />
    }
    case 'code':
      return (
        <CodeBlock
          key={key}
          code={restore(node.value)}
          info={node.lang ?? ''}
          meta={node.meta ?? ''}
          isWhole={node.data?.isWhole}
        />
      )
    case 'list':
    case 'table': {
      const content = toContent(node)
      return content.type === 'list' ? (
        <ListElement key={key} list={content} inside={inside} />
      ) : content.type === 'table' ? (
        <TableElement key={key} table={content} />
      ) : null
    }
    case 'html':
      return renderHtml(node.value, key)
    case 'footnoteReference':
      return <FootnoteReference key={key} label={node.identifier} at={placeOf(node)} />
    default:
      return null
  }
}

/** No element is made of HTML in the text: it is shown as it was written, but for line breaks. */
function renderHtml(value: string, key: number): ReactNode {
  const text = restore(value)
  return /^<br\s*\/?>$/i.test(text) ? <br key={key} /> : <Text key={key} value={text} />
}
