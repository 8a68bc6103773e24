import type { PageGroupFile, PageGroupFolder } from '@rookery/sandbox'
import { useRef, useState } from 'preact/hooks'
import { groupOf, isAdmin, nameIn } from '../live/look-up.js'
import type { GroupView } from '../live/page-state.js'
import { upload } from '../live/upload.js'
import { type App, useApp } from '../page/app-context.js'
import { usePage } from '../page/use-page.js'
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

interface OpenMenu {
  readonly at: HTMLElement
  readonly items: readonly MenuItem[]
}

/** The files of a group by folder: to be fetched, and changed by those who may. */
export function GroupFiles(props: GroupFilesProps) {
  const { say } = useApp()
  const [folder_id, setFolder] = useState(ROOT)
  const [menu, setMenu] = useState<OpenMenu>()
  const group = usePage((state) => groupOf(state, props.chat))
  if (!group) return null
  const open = group.folders.find((each) => each.folder_id === folder_id)
  const shown = { ...props, group, open, onFolder: setFolder, onMenu: setMenu }
  return (
    <>
      <FolderTools {...shown} />
      <FolderContent {...shown} />
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

interface FolderProps extends GroupFilesProps {
  readonly group: GroupView
  /** The folder that is open, unless it is the root. */
  readonly open: PageGroupFolder | undefined
  readonly onFolder: (folder_id: string) => void
  readonly onMenu: (menu: OpenMenu) => void
}

function FolderTools({ me, group, open, onFolder, onAsk }: FolderProps) {
  const { say, act } = useApp()
  const own = group.members.get(me)
  const newFolder = (name: string) => void act(me, { do: 'create_folder', group_id: group.group_id, name })
  const ask = () => onAsk({ title: say('new_folder'), field: say('folder_name'), onAnswer: newFolder })
  return (
    <div class="panel-tools">
      {open ? (
        <button type="button" class="text-button folder-back" onClick={() => onFolder(ROOT)}>
          <Icon name="back" /> {open.name}
        </button>
      ) : (
        <span class="dim">{say('files_n', { n: group.files.length })}</span>
      )}
      <span class="spring" />
      {own ? <UploadButton me={me} group={group} folder_id={open?.folder_id ?? ROOT} /> : null}
      {!open && isAdmin(own) ? (
        <button type="button" class="button button-small" onClick={ask}>
          {say('new_folder')}
        </button>
      ) : null}
    </div>
  )
}

function FolderContent(props: FolderProps) {
  const { chat, me, group, open, onFolder, onMenu, onAsk } = props
  const app = useApp()
  const folders = open ? [] : group.folders
  const files = group.files.filter((each) => each.folder_id === (open?.folder_id ?? ROOT))
  const owns = (by: number) => by === me || isAdmin(group.members.get(me))
  return (
    <ul class="people">
      {folders.map((folder) => (
        <li class="file-row" key={folder.folder_id}>
          <FolderLink folder={folder} files={group.files} onOpen={onFolder} />
          {owns(folder.creator) ? (
            <MoreButton
              name={folder.name}
              onMenu={(at) => onMenu({ at, items: folderItems(app, { me, group, onAsk }, folder) })}
            />
          ) : null}
        </li>
      ))}
      {files.map((file) => (
        <li class="file-row" key={file.file_id}>
          <FileLink file={file} chat={chat} />
          {owns(file.uploader) ? (
            <MoreButton
              name={file.name}
              onMenu={(at) => onMenu({ at, items: fileItems(app, { me, group, onAsk }, file) })}
            />
          ) : null}
        </li>
      ))}
      {folders.length + files.length === 0 ? <li class="empty">{app.say('no_files')}</li> : null}
    </ul>
  )
}

function MoreButton(props: { readonly name: string; readonly onMenu: (at: HTMLElement) => void }) {
  const { say } = useApp()
  return (
    <IconButton
      name="more"
      label={`${say('more_actions')}: ${props.name}`}
      onClick={(event) => props.onMenu(event.currentTarget as HTMLElement)}
    />
  )
}

function FolderLink(props: {
  readonly folder: PageGroupFolder
  readonly files: readonly PageGroupFile[]
  readonly onOpen: (folder_id: string) => void
}) {
  const { say } = useApp()
  const { folder_id, name } = props.folder
  const n = props.files.filter((each) => each.folder_id === folder_id).length
  return (
    <button type="button" class="file-link" onClick={() => props.onOpen(folder_id)}>
      <Icon name="folder" />
      <span class="file-text">
        <span class="file-name">{name}</span>
        <span class="dim">{say('files_n', { n })}</span>
      </span>
    </button>
  )
}

function FileLink({ file, chat }: { readonly file: PageGroupFile; readonly chat: string }) {
  const { say, language } = useApp()
  const { name, size, media, uploader, upload_time } = file
  const by = usePage((state) => nameIn(state, chat, uploader))
  const time = usePage(({ aheadMs }) => shortTime(upload_time * 1000, Date.now() + aheadMs, language, say))
  return (
    <a class="file-link" href={`/media/${encodeURIComponent(media)}`} download={name} title={name}>
      <Icon name="file" />
      <span class="file-text">
        <span class="file-name">{name}</span>
        <span class="dim">
          {sizeText(size)} · {by} · {time}
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

/** Whose menu it is, in which group, and how it asks. */
type MenuPlace = Pick<FolderProps, 'me' | 'group' | 'onAsk'>

function fileItems({ say, act }: App, { me, group, onAsk }: MenuPlace, file: PageGroupFile): MenuItem[] {
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
  { me, group: { group_id }, onAsk }: MenuPlace,
  { folder_id, name }: PageGroupFolder,
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
