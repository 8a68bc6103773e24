import { describeHubStore } from './hub-store.conformance.js'
import { Kept } from './kept-store.fixture.js'

describeHubStore('of tests', async () => {
  const kept = new Kept()
  let store = kept.store()
  return {
    store,
    async reopen() {
      await store.close()
      store = kept.store()
      return store
    },
    end: () => store.close(),
  }
})
