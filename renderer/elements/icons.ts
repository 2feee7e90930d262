// The drawings the window uses, by what they mean; each is parsed once, whatever the number of places that show it.
import { html, type TemplateResult } from 'lit'
import account from 'lucide-static/icons/cloud.svg?raw'
import activity from 'lucide-static/icons/activity.svg?raw'
import archive from 'lucide-static/icons/archive.svg?raw'
import arrowDown from 'lucide-static/icons/arrow-down.svg?raw'
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw'
import arrowUp from 'lucide-static/icons/arrow-up.svg?raw'
import audio from 'lucide-static/icons/headphones.svg?raw'
import bookmark from 'lucide-static/icons/bookmark.svg?raw'
import cards from 'lucide-static/icons/layout-grid.svg?raw'
import check from 'lucide-static/icons/check.svg?raw'
import checkAll from 'lucide-static/icons/check-check.svg?raw'
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw'
import chevronLeft from 'lucide-static/icons/chevron-left.svg?raw'
import chevronRight from 'lucide-static/icons/chevron-right.svg?raw'
import close from 'lucide-static/icons/x.svg?raw'
import comments from 'lucide-static/icons/message-square.svg?raw'
import complete from 'lucide-static/icons/circle-check.svg?raw'
import copy from 'lucide-static/icons/copy.svg?raw'
import download from 'lucide-static/icons/download.svg?raw'
import edit from 'lucide-static/icons/pencil.svg?raw'
import external from 'lucide-static/icons/external-link.svg?raw'
import eye from 'lucide-static/icons/eye.svg?raw'
import eyeOff from 'lucide-static/icons/eye-off.svg?raw'
import file from 'lucide-static/icons/file-text.svg?raw'
import folder from 'lucide-static/icons/folder.svg?raw'
import folderOpen from 'lucide-static/icons/folder-open.svg?raw'
import folderPlus from 'lucide-static/icons/folder-plus.svg?raw'
import front from 'lucide-static/icons/newspaper.svg?raw'
import gone from 'lucide-static/icons/circle-off.svg?raw'
import help from 'lucide-static/icons/circle-question-mark.svg?raw'
import home from 'lucide-static/icons/laptop.svg?raw'
import info from 'lucide-static/icons/info.svg?raw'
import keyboard from 'lucide-static/icons/keyboard.svg?raw'
import label from 'lucide-static/icons/tag.svg?raw'
import list from 'lucide-static/icons/rows-3.svg?raw'
import lock from 'lucide-static/icons/lock.svg?raw'
import menu from 'lucide-static/icons/menu.svg?raw'
import minus from 'lucide-static/icons/minus.svg?raw'
import more from 'lucide-static/icons/ellipsis.svg?raw'
import move from 'lucide-static/icons/folder-input.svg?raw'
import offline from 'lucide-static/icons/wifi-off.svg?raw'
import outbox from 'lucide-static/icons/send.svg?raw'
import partial from 'lucide-static/icons/circle-dashed.svg?raw'
import pause from 'lucide-static/icons/pause.svg?raw'
import picture from 'lucide-static/icons/image.svg?raw'
import play from 'lucide-static/icons/play.svg?raw'
import plus from 'lucide-static/icons/plus.svg?raw'
import problem from 'lucide-static/icons/triangle-alert.svg?raw'
import read from 'lucide-static/icons/circle.svg?raw'
import refresh from 'lucide-static/icons/refresh-cw.svg?raw'
import rss from 'lucide-static/icons/rss.svg?raw'
import search from 'lucide-static/icons/search.svg?raw'
import settings from 'lucide-static/icons/settings-2.svg?raw'
import shared from 'lucide-static/icons/folder-sync.svg?raw'
import signIn from 'lucide-static/icons/log-in.svg?raw'
import sortDown from 'lucide-static/icons/arrow-down-wide-narrow.svg?raw'
import sortUp from 'lucide-static/icons/arrow-up-narrow-wide.svg?raw'
import storage from 'lucide-static/icons/hard-drive.svg?raw'
import takeAlong from 'lucide-static/icons/luggage.svg?raw'
import today from 'lucide-static/icons/sun.svg?raw'
import trash from 'lucide-static/icons/trash-2.svg?raw'
import undo from 'lucide-static/icons/undo-2.svg?raw'
import upload from 'lucide-static/icons/upload.svg?raw'
import waiting from 'lucide-static/icons/clock.svg?raw'

const drawings = {
  account,
  activity,
  archive,
  arrowDown,
  arrowLeft,
  arrowUp,
  audio,
  bookmark,
  cards,
  check,
  checkAll,
  chevronDown,
  chevronLeft,
  chevronRight,
  close,
  comments,
  complete,
  copy,
  download,
  edit,
  external,
  eye,
  eyeOff,
  file,
  folder,
  folderOpen,
  folderPlus,
  front,
  gone,
  help,
  home,
  info,
  keyboard,
  label,
  list,
  lock,
  menu,
  minus,
  more,
  move,
  offline,
  outbox,
  partial,
  pause,
  picture,
  play,
  plus,
  problem,
  read,
  refresh,
  rss,
  search,
  settings,
  shared,
  signIn,
  sortDown,
  sortUp,
  storage,
  takeAlong,
  today,
  trash,
  undo,
  upload,
  waiting,
}

export type IconName = keyof typeof drawings

const templates = new Map<IconName, TemplateResult>()

/** The drawing itself, hidden from screen readers: words stand beside it. Sized by the font: `svg { width: 1.25em }`. */
export function icon(name: IconName): TemplateResult {
  const known = templates.get(name)
  if (known !== undefined) return known
  // Our own build-time text, made a template as lit makes its own, so that it is parsed once for all places.
  const text = drawings[name]
    .replace(/<!--.*?-->/s, '')
    .replace('<svg', '<svg part="svg" aria-hidden="true" focusable="false"')
    .trim()
  const template = html(Object.assign([text], { raw: [text] }))
  templates.set(name, template)
  return template
}
