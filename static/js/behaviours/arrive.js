// Take the mark of the way one came (`via=`) out of the address, so that it is not handed on with the link.

export function arrive() {
  const here = new URL(location.href);
  if (!here.searchParams.has("via")) return;
  here.searchParams.delete("via");
  history.replaceState(history.state, "", here);
}
