// Find [data-behaviour] and start what it names; several names are separated by spaces.

import { arrive } from "./behaviours/arrive.js";
import { autosize } from "./behaviours/autosize.js";
import { copy } from "./behaviours/copy.js";
import { counter } from "./behaviours/counter.js";
import { cover } from "./behaviours/cover.js";
import { draft } from "./behaviours/draft.js";
import { editor } from "./behaviours/editor.js";
import { mention } from "./behaviours/mention.js";
import { menu } from "./behaviours/menu.js";
import { offline } from "./behaviours/offline.js";
import { once } from "./behaviours/once.js";
import { preview } from "./behaviours/preview.js";
import { quote } from "./behaviours/quote.js";
import { addremark, remark } from "./behaviours/remark.js";
import { shield } from "./behaviours/shield.js";
import { shortlink } from "./behaviours/shortlink.js";
import { signout } from "./behaviours/signout.js";
import { suggest } from "./behaviours/suggest.js";
import { theme } from "./behaviours/theme.js";
import { unsaved } from "./behaviours/unsaved.js";
import { upload } from "./behaviours/upload.js";
import { live } from "./realtime.js";

const BEHAVIOURS = {
  addremark,
  arrive,
  autosize,
  copy,
  counter,
  cover,
  draft,
  editor,
  live,
  mention,
  menu,
  offline,
  once,
  preview,
  quote,
  remark,
  shield,
  shortlink,
  signout,
  suggest,
  theme,
  unsaved,
  upload,
};

function start(element) {
  for (const name of element.dataset.behaviour.split(" ")) BEHAVIOURS[name]?.(element);
}

document.addEventListener("arrived", ({ target }) => target.querySelectorAll("[data-behaviour]").forEach(start));
document.querySelectorAll("[data-behaviour]").forEach(start);
