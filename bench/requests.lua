-- The requests of the subjects of bench/run:  wrk … -s bench/requests.lua URL -- SUBJECT DIRECTORY
-- DIRECTORY contains, one per line: users (handle and bearer token), cruds (UUIDs), pages (query strings of the home feed's pages).

local started = 0

-- Runs once for each thread, in the main Lua state; the other functions run in the threads.
function setup(thread)
  thread:set("number", started)
  started = started + 1
end

local users, cruds, pages = {}, {}, {}
local count = 0

local function any(list)
  return list[math.random(#list)]
end

local function call(method, path, user, body)
  local headers = {}
  for name, value in pairs(wrk.headers) do headers[name] = value end
  if user then headers["Authorization"] = "Bearer " .. user.token end
  if body then
    headers["Content-Type"] = "application/json"
    -- As app/storage.js creates it: 128 random bits.
    headers["Idempotency-Key"] = ("%08x%08x%08x%08x"):format(
      math.random(0, 0xffffffff), math.random(0, 0xffffffff), math.random(0, 0xffffffff), math.random(0, 0xffffffff))
  end
  return wrk.format(method, "/api/" .. path, headers, body)
end

local function get(path, user)
  return call("GET", path, user)
end

local function like(method, user, crud)
  return call(method, "activities/" .. crud .. "/like", user)
end

local function post(user)
  return call("POST", "activities", user,
    '{"user_handle":"' .. user.handle .. '","message":"Measured, not guessed","ttl":"7-days"}')
end

-- Each thread has half of the users, so that no two threads like the same crud as the same user.
local function pair(index)
  return users[(2 * index + number) % #users + 1], cruds[(7 * index + math.floor(index / #users)) % #cruds + 1]
end

-- A user signs in, reads four pages, likes two cruds and posts one.
local journey = {
  function(user) return get("session", user) end,
  function(user) return get("activities/home", user) end,
  function(user) return get("activities/home?" .. pages[1], user) end,
  function(user) return get("activities/home?" .. pages[2], user) end,
  function(user) return get("activities/home?" .. pages[3], user) end,
  function(user) return like("PUT", user, any(cruds)) end,
  function(user) return like("PUT", user, any(cruds)) end,
  post,
}

-- The path of the subjects that send the same request each time.
local constant = {
  ["home"] = function() return "activities/home" end,
  ["home-304"] = function() return "activities/home" end,
  ["cursor"] = function() return "activities/home?" .. pages[#pages] end,
}

-- Reads of a signed-in user: one request for each user, which wrk sends repeatedly, because it is faster than building them.
local reads = {
  ["home-signed-in"] = function(user) return get("activities/home", user) end,
  ["user-signed-in"] = function(user) return get("activities/@" .. any(users).handle, user) end,
  ["cursor-signed-in"] = function(user) return get("activities/home?" .. pages[#pages], user) end,
  ["crud"] = function(user) return get("activities/" .. any(cruds), user) end,
  ["notifications"] = function(user) return get("activities/notifications", user) end,
  ["search"] = function(user) return get("activities/search?term=dessk", user) end,
}

local others = {
  ["post"] = function() return post(any(users)) end,
  ["reply"] = function()
    local user = any(users)
    return call("POST", "activities/" .. any(cruds) .. "/reply", user,
      '{"user_handle":"' .. user.handle .. '","message":"Measured, not guessed"}')
  end,
  ["like"] = function()
    count = count + 1
    if count % 2 == 0 then return like("PUT", pair(count / 2)) end
    -- Removes an earlier like, whose request has ended.
    return like("DELETE", pair((count - 1) / 2 - 64))
  end,
  ["journey"] = function()
    count = count + 1
    return journey[count % #journey + 1](users[math.floor(count / #journey) % #users + 1])
  end,
}

local function lines(path, add)
  for line in io.lines(path) do add(line) end
end

function init(arguments)
  math.randomseed(os.time() * 2 + number)
  count = 2 * math.random(0, 499999)
  local directory = arguments[2]
  lines(directory .. "/users", function(line)
    local handle, token = line:match("(%S+) (%S+)")
    users[#users + 1] = { handle = handle, token = token }
  end)
  lines(directory .. "/cruds", function(line) cruds[#cruds + 1] = line end)
  lines(directory .. "/pages", function(line) pages[#pages + 1] = line end)
  local subject = arguments[1]
  if constant[subject] then
    -- Without a function `request`, wrk sends the request for this path.
    wrk.path = "/api/" .. constant[subject]()
  elseif reads[subject] then
    local prepared = {}
    for _, user in ipairs(users) do prepared[#prepared + 1] = reads[subject](user) end
    request = function() return any(prepared) end
  else
    request = others[subject]
  end
end
