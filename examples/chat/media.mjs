// Takes the pictures of the demo that the README shows: docs/media/demo.png, and demo-dark.png.
// An answer is streaming in, and the live feed has just recovered. `node examples/chat/media.mjs`
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { launchBrowser, startDemo } from './runningDemo.mjs'

const DIRECTORY = join(import.meta.dirname, '../../docs/media')
const SECONDS_OF_FEED = 40
const CHARACTERS_OF_ANSWER = 150

await mkdir(DIRECTORY, { recursive: true })
const demo = await startDemo()
const browser = await launchBrowser()
try {
  await take('light', 'demo.png')
  await take('dark', 'demo-dark.png')
} finally {
  await browser.close()
  await demo.stop()
}

/**
 * @param {'light' | 'dark'} colorScheme
 * @param {string} name
 */
async function take(colorScheme, name) {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1.5,
    colorScheme,
  })
  // The delay before a reconnect is drawn by lot; here it is always the same.
  await page.addInitScript(() => {
    Math.random = () => 0.4
  })
  await page.goto(demo.url)
  const feed = page.getByRole('region', { name: 'Live feed' })
  await page.waitForFunction(
    (events) => Number(document.querySelector('[data-count=events]')?.textContent) >= events,
    3 * SECONDS_OF_FEED,
    { timeout: 2000 * SECONDS_OF_FEED },
  )
  await feed.getByText('Live', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'What happens when the connection is lost?' }).click()
  await page.waitForFunction(
    (characters) =>
      (document.querySelector('[data-role=assistant] [data-caret]')?.textContent ?? '').length > characters,
    CHARACTERS_OF_ANSWER,
  )
  await page.getByRole('region', { name: 'Break the feed' }).getByRole('button', { name: /^Cut/ }).click()
  await page.mouse.move(0, 0)
  await page.locator('[data-resumed]').waitFor()
  await page.locator('[data-role=assistant] [data-caret]').waitFor()
  await page.screenshot({ path: join(DIRECTORY, name) })
  console.log(`docs/media/${name}`)
  await page.close()
}
