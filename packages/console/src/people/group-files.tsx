import type { PageGroupFile, PageGroupFolder } from '@rookery/sandbox'
import { useRef, useState } from 'preact/hooks'
import { groupOf, isAdmin, nameIn } from '../live/look-up.js'
import type { GroupView } from '../live/page-state.js'
import { upload } from '../live/upload.js'
import { type App, useApp } from '../page/app-context.js'
import { Icon, IconButton } from '../parts/icon.js'
import { Menu, type MenuItem } from '../parts/menu.js'
import type { Question } from '../parts/prompt.js'
import { sizeText } from '../words/sizes.js'
import { shortTime } from '../words/times.js'

const ROOT = '/'

export interface GroupFilesProps {
  readonly chat: string
  readonly me: number
  readonly onAsk: (question: Question) => void
}

/** The files of a group by folder: to be fetched, and changed by those who may. */
export function GroupFiles({ chat, me, onAsk }: GroupFilesProps) {
  const app = useApp()
  const { state, say, act } = app
  const [folder_id, setFolder] = useState(ROOT)
  const [menu, setMenu] = useState<{ readonly at: HTMLElement; readonly items: readonly MenuItem[] }>()
  const group = groupOf(state, chat)
  if (!group) return null
  const open = group.folders.find((each) => each.folder_id === folder_id)
  const here = open?.folder_id ?? ROOT
  const folders = here === ROOT ? group.folders : []
  const files = group.files.filter((each) => each.folder_id === here)
  const owns = (by: number) => by === me || isAdmin(group.members.get(me))
  const newFolder = (name: string) => void act(me, { do: 'create_folder', group_id: group.group_id, name })
  return (
    <>
      <div class="panel-tools">
        {open ? (
          <button type="button" class="text-button folder-back" onClick={() => setFolder(ROOT)}>
            <Icon name="back" /> {open.name}
          </button>
        ) : (
          <span class="dim">{say('files_n', { n: group.files.length })}</span>
        )}
        <span class="spring" />
        {group.members.has(me) ? <UploadButton me={me} group={group} folder_id={here} /> : null}
        {here === ROOT && isAdmin(group.members.get(me)) ? (
          <button
            type="button"
            class="button button-small"
            onClick={() =>
              onAsk({ title: say('new_folder'), field: say('folder_name'), onAnswer: newFolder })
            }
          >
            {say('new_folder')}
          </button>
        ) : null}
      </div>
      <ul class="people">
        {folders.map((folder) => (
          <li class="file-row" key={folder.folder_id}>
            <button type="button" class="file-link" onClick={() => setFolder(folder.folder_id)}>
              <Icon name="folder" />
              <span class="file-text">
                <span class="file-name">{folder.name}</span>
                <span class="dim">
                  {say('files_n', {
                    n: group.files.filter((each) => each.folder_id === folder.folder_id).length,
                  })}
                </span>
              </span>
            </button>
            {owns(folder.creator) ? (
              <IconButton
                name="more"
                label={`${say('more_actions')}: ${folder.name}`}
                onClick={(event) =>
                  setMenu({
                    at: event.currentTarget as HTMLElement,
                    items: folderItems(app, me, group, folder, onAsk),
                  })
                }
              />
            ) : null}
          </li>
        ))}
        {files.map((file) => (
          <li class="file-row" key={file.file_id}>
            <FileLink file={file} chat={chat} />
            {owns(file.uploader) ? (
              <IconButton
                name="more"
                label={`${say('more_actions')}: ${file.name}`}
                onClick={(event) =>
                  setMenu({
                    at: event.currentTarget as HTMLElement,
                    items: fileItems(app, me, group, file, onAsk),
                  })
                }
              />
            ) : null}
          </li>
        ))}
        {folders.length + files.length === 0 ? <li class="empty">{say('no_files')}</li> : null}
      </ul>
      {menu ? (
        <Menu
          at={menu.at}
          label={say('more_actions')}
          groups={[menu.items]}
          onClose={() => setMenu(undefined)}
        />
      ) : null}
    </>
  )
}

function FileLink({ file, chat }: { readonly file: PageGroupFile; readonly chat: string }) {
  const { state, say, language } = useApp()
  const { name, size, media, uploader, upload_time } = file
  const time = shortTime(upload_time * 1000, Date.now() + state.aheadMs, language, say)
  return (
    <a class="file-link" href={`/media/${encodeURIComponent(media)}`} download={name} title={name}>
      <Icon name="file" />
      <span class="file-text">
        <span class="file-name">{name}</span>
        <span class="dim">
          {sizeText(size)} · {nameIn(state, chat, uploader)} · {time}
        </span>
      </span>
    </a>
  )
}

function UploadButton(props: { readonly me: number; readonly group: GroupView; readonly folder_id: string }) {
  const { me, group, folder_id } = props
  const { say, act, attempt } = useApp()
  const picker = useRef<HTMLInputElement>(null)
  const put = async (files: readonly File[]): Promise<void> => {
    for (const each of files) {
      const file = await attempt(() => upload(each))
      if (file === undefined) return
      await act(me, { do: 'upload', group_id: group.group_id, file, name: each.name, folder_id })
    }
  }
  return (
    <>
      <button type="button" class="button button-main button-small" onClick={() => picker.current?.click()}>
        {say('upload')}
      </button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        data-upload=""
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          currentTarget.value = ''
          void put(files)
        }}
      />
    </>
  )
}

type Ask = GroupFilesProps['onAsk']

function fileItems(
  { say, act }: App,
  me: number,
  group: GroupView,
  file: PageGroupFile,
  onAsk: Ask,
): MenuItem[] {
  const { file_id, name } = file
  const { group_id } = group
  const rename = (text: string) => void act(me, { do: 'rename_file', group_id, file_id, name: text })
  const title = `${say('delete')}: ${name}?`
  const remove = () => void act(me, { do: 'delete_file', group_id, file_id })
  const places = [{ folder_id: ROOT, name: say('all_files') }, ...group.folders]
  return [
    {
      label: say('rename'),
      onPick: () => onAsk({ title: say('rename'), field: say('file_name'), value: name, onAnswer: rename }),
    },
    ...places
      .filter(({ folder_id }) => folder_id !== file.folder_id)
      .map(({ folder_id, name: place }) => ({
        label: say('move_to', { place }),
        onPick: () => void act(me, { do: 'move_file', group_id, file_id, folder_id }),
      })),
    {
      label: say('delete'),
      isDanger: true,
      onPick: () => onAsk({ title, isDanger: true, onAnswer: remove }),
    },
  ]
}

function folderItems(
  { say, act }: App,
  me: number,
  { group_id }: GroupView,
  { folder_id, name }: PageGroupFolder,
  onAsk: Ask,
): MenuItem[] {
  const rename = (text: string) => void act(me, { do: 'rename_folder', group_id, folder_id, name: text })
  const title = `${say('delete')}: ${name}?`
  const remove = () => void act(me, { do: 'delete_folder', group_id, folder_id })
  return [
    {
      label: say('rename'),
      onPick: () => onAsk({ title: say('rename'), field: say('folder_name'), value: name, onAnswer: rename }),
    },
    {
      label: say('delete'),
      isDanger: true,
      onPick: () => onAsk({ title, isDanger: true, onAnswer: remove }),
    },
  ]
}
