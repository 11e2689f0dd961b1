import { addFresh, loadMore, loadFeed, removeExpired } from "./feed.js";
import { onPosted } from "./post-form.js";
import { tick } from "./time.js";

onPosted(addFresh);
document.querySelector("#feed-more").addEventListener("click", loadMore);
setInterval(() => {
  removeExpired();
  tick(document);
}, 1000);
loadFeed();
