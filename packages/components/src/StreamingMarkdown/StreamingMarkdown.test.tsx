import { StreamingMarkdown } from '@rivulet/components'
import { describeAnatomy } from '../anatomy.suite.tsx'

describeAnatomy('StreamingMarkdown', {
  element: (props) => <StreamingMarkdown text="Hello" streaming {...props} />,
  className: 'rivulet-markdown',
  data: { 'data-streaming': '', 'data-caret': '' },
  content: ['Hello'],
})
