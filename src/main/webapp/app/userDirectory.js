const BATCH_DELAY_MILLIS = 20;
/** The API returns at most as many users. */
const MAX_BATCH = 100;

/** By handle: true, or a promise of whether the user exists. */
const users = new Map();
let batch;

/** Records that a user exists, so that the server is not asked. */
export const addUser = (handle) => users.set(handle, true);

/** Returns true, or a promise of whether a user with this handle exists. Handles that are asked for in a short time share one request. */
export function userExists(handle) {
  if (!users.has(handle)) {
    if (!batch || batch.handles.length === MAX_BATCH) batch = startBatch();
    batch.handles.push(handle);
    users.set(handle, batch.found.then((found) => found.has(handle)));
  }
  return users.get(handle);
}

function startBatch() {
  const handles = [];
  const found = new Promise((resolve) => setTimeout(resolve, BATCH_DELAY_MILLIS)).then(async () => {
    if (batch?.handles === handles) batch = null;
    try {
      const { getUsersByHandle } = await import("./api/users.js");
      return new Set((await getUsersByHandle(handles)).map((user) => user.handle));
    } catch {
      handles.forEach((handle) => users.delete(handle)); // asked for again when it is rendered again
      return new Set();
    }
  });
  return { handles, found };
}
