// An open thread hears hints over Socket.IO and fetches the ordinary fragment: "2 new answers", a link.
// Nothing is ever inserted into the thread by itself. Every (re)connect fetches once, so nothing is missed.

import { fetchFragment, showFragment } from "./behaviours/fragment.js";

export function live(region) {
  if (typeof window.io !== "function") return;
  const channel = region.dataset.live;
  const ask = async () => {
    const fetched = await fetchFragment(region.dataset.fragmentUrl);
    if (fetched) showFragment(region, fetched);
  };
  const socket = window.io({ transports: ["websocket"] });
  socket.on("connect", () => {
    socket.emit("join", channel, (answer) => {
      if (answer?.ok) ask();
    });
  });
  socket.on("changed", (hint) => {
    if (hint.changed === channel) ask();
  });
}
