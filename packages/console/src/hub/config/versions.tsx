import { sizeText } from '../../words/sizes.js'
import { useHub } from '../page/hub-context.js'
import { useLoad } from '../page/use-load.js'
import { Loading } from '../parts/loading.js'
import type { ConfigVersion } from '../wire/wire.js'
import { dateText } from '../words/spans.js'

/** Earlier configs, each of which can be put into the editor. */
export function Versions(props: {
  /** Names the text that is saved now: with another, there is another version. */
  readonly savedAs: string
  readonly onText: (text: string) => void
}) {
  const { say, language, store, attempt } = useHub()
  const versions = useLoad(
    () => store.api.get<{ readonly versions: readonly ConfigVersion[] }>('config/versions'),
    [store, props.savedAs],
  )
  const take = async (id: string): Promise<void> => {
    const path = `config/versions/${encodeURIComponent(id)}`
    const told = await attempt(() => store.api.get<{ readonly text: string }>(path))
    if (told) props.onText(told.text)
  }
  return (
    <section class="versions">
      <h2>{say('config_versions')}</h2>
      <Loading of={versions}>
        {(data) =>
          data.versions.length === 0 ? (
            <p class="dim">{say('config_no_versions')}</p>
          ) : (
            <ul class="receivers">
              {data.versions.map(({ id, at, bytes }) => (
                <li key={id} class="box version">
                  <span>{dateText(at, language)}</span>
                  <span class="dim">{sizeText(bytes)}</span>
                  <span class="spring" />
                  <button type="button" class="button button-small" onClick={() => void take(id)}>
                    {say('config_version_load')}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loading>
    </section>
  )
}
