// What Markdown that streams costs a page in bytes, beside others: `node bench/size.mjs`, on the built packages.
import { sizeOf } from '../scripts/bundle.mjs'

/** What a user writes to have each, with what its documentation recommends for answers of models. */
const imports = {
  'Rivulet, `StreamingMarkdown`': "export { StreamingMarkdown } from '@rivulet/components'",
  'Rivulet, `Chat`: everything': "export { Chat } from '@rivulet/components'",
  'Rivulet, styles of all components': "import '@rivulet/components/styles.css'",
  Streamdown: "export { Streamdown } from 'streamdown'",
  'react-markdown with remark-gfm':
    "export { default } from 'react-markdown'; export { default as gfm } from 'remark-gfm'",
  'Ant Design X Markdown': "export { default } from '@ant-design/x-markdown'",
  'marked, which makes a string': "export { marked } from 'marked'",
}

console.log('| import | at once | later |\n| --- | ---: | ---: |')
for (const [name, code] of Object.entries(imports)) {
  const { eager, lazy } = await sizeOf(code, import.meta.dirname)
  console.log(`| ${name} | ${kilobytes(eager)} | ${kilobytes(lazy)} |`)
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return bytes === 0 ? '–' : `${(bytes / 1000).toFixed(1)} KB`
}
