// Fetch a piece of HTML as a document and put its nodes into a container. XMLHttpRequest parses it,
// so no string ever meets a script sink (Trusted Types).

/** Give the parsed document of `url`, null when it fails. `body` (FormData) makes it a POST. */
export function fetchFragment(url, body = null) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open(body ? "POST" : "GET", url);
    request.responseType = "document";
    request.setRequestHeader("X-Requested-With", "fragment");
    request.addEventListener("loadend", () => {
      resolve(request.status >= 200 && request.status < 300 ? request.response : null);
    });
    request.send(body);
  });
}

/** Replace the children of `target` by those of the fetched document's body. */
export function showFragment(target, fetched) {
  const nodes = [...(fetched?.body?.childNodes ?? [])].map((node) => document.importNode(node, true));
  target.replaceChildren(...nodes);
}
