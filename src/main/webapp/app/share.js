import { showNotice } from "./eventBus.js";

/** The address of a crud, to give to others. */
const crudUrl = (uuid) => new URL(`crud/${uuid}`, document.baseURI).href;

export async function copyLink(uuid) {
  const url = crudUrl(uuid);
  try {
    await navigator.clipboard.writeText(url);
    showNotice("Link copied.");
  } catch {
    showNotice(`Copy this link: ${url}`); // without HTTPS or the permission
  }
}

/** Opens the system's dialog for sharing. */
export async function shareLink({ uuid, display_name }) {
  try {
    await navigator.share({ title: `Crud by ${display_name}`, url: crudUrl(uuid) });
  } catch {
    // The user closed the dialog.
  }
}
