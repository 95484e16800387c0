export { highlighter } from './StreamingMarkdown/code/streamHighlighter.ts'
