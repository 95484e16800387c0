import { STORY_CHANGED } from 'storybook/internal/core-events'
import { addons, types } from 'storybook/manager-api'
import { CostPanel } from '../stories/panels/CostPanel.ts'
import { SpokenPanel } from '../stories/panels/SpokenPanel.ts'
import { type CostReport, type SpokenReport, costEvent, spokenEvent } from '../stories/panels/panelEvents.ts'
import { costReport, spokenReports } from '../stories/panels/reports.ts'

/** How many announcements are kept. */
const kept = 200

addons.register('rivulet', (api) => {
  api.on(costEvent, (cost: CostReport) => costReport.set(cost))
  api.on(spokenEvent, (utterance: SpokenReport) =>
    spokenReports.set([...spokenReports.get(), utterance].slice(-kept)),
  )
  api.on(STORY_CHANGED, () => {
    costReport.set(undefined)
    spokenReports.set([])
  })
  addons.add(costEvent, { type: types.PANEL, title: 'Stream cost', render: CostPanel })
  addons.add(spokenEvent, { type: types.PANEL, title: 'Announcer', render: SpokenPanel })
})
