import { StreamingMarkdown } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cdp } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { afterPaint } from '../afterPaint.suite.ts'
import { attacks, heavyTexts } from './attacks.suite.ts'

declare global {
  interface Window {
    attacked?: number
  }
}

const ELEMENTS =
  'a bdi blockquote br button code del div em h1 h2 h3 h4 h5 h6 hr input li ol p path pre section span strong sup svg table tbody td th thead tr ul wbr'.split(
    ' ',
  )
const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:']
let requests: string[] = []
const note = ({ request }: { request: { url: string } }): void => void requests.push(request.url)

beforeEach(async () => {
  requests = []
  await cdp().send('Network.enable')
  cdp().on('Network.requestWillBeSent', note)
})
afterEach(async () => {
  cdp().off('Network.requestWillBeSent', note)
  await cdp().send('Network.disable')
})

/** Requests to anywhere but the page's own server. */
const sent = (): string[] => requests.filter((url) => !url.startsWith(location.origin))

/** What stands in an element that must not come of any text. */
function faultsOf(root: Element): string[] {
  return [...root.querySelectorAll('*')].flatMap((element) => [
    ...(ELEMENTS.includes(element.localName) ? [] : [`<${element.localName}>`]),
    ...element
      .getAttributeNames()
      .filter((name) => /^on|^src|^srcset$|^action$|^data$|^formaction$/.test(name)),
    ...(element instanceof HTMLAnchorElement && element.hasAttribute('href') ? faultsOfLink(element) : []),
    ...(element.getAttribute('style')?.includes('url') ? ['style'] : []),
  ])
}

function faultsOfLink(link: HTMLAnchorElement): string[] {
  if (link.getAttribute('href')!.startsWith('#')) return []
  const isSafe =
    SCHEMES.includes(link.protocol) && link.rel === 'noopener noreferrer nofollow' && link.username === ''
  return isSafe ? [] : [`href ${link.href}`]
}

describe('StreamingMarkdown, given texts of bad will', () => {
  it('has a corpus worth its name', () => {
    expect(new Set(attacks.map(([, text]) => text)).size + heavyTexts.size).toBeGreaterThan(150)
  })

  it.each(attacks)('sends nothing, runs nothing and makes no such element of %j', async (_, text) => {
    const { container, rerender } = await render(<StreamingMarkdown text="" streaming />)
    for (const end of [text.length >> 1, text.length - 1]) {
      await rerender(<StreamingMarkdown text={text.slice(0, end)} streaming />)
      expect(faultsOf(container)).toEqual([])
    }
    await rerender(<StreamingMarkdown text={text} />)
    await afterPaint()
    expect(faultsOf(container)).toEqual([])
    expect([window.attacked, top?.attacked]).toEqual([undefined, undefined])
    expect(sent()).toEqual([])
  })
})
