-- What wrk asks: the paths in turn, as somebody; a form is sent with another id each time.
local count, thread = 0, 0

function setup(it)
  thread = thread + 1
  it:set("number", thread)
end

function init(args)
  session, form, paths = args[1], args[2], {}
  for at = 3, #args do paths[at - 2] = args[at] end
  began = os.time() * 1000
  math.randomseed(os.time() + number * 7919)
end

-- Like the product's own: of version 7, and later ones after earlier ones.
local function id()
  local at = string.format("%012x", began + math.floor(count / 4))
  local last = string.format("%06x%06x", math.random(0, 0xffffff), math.random(0, 0xffffff))
  return at:sub(1, 8) .. "-" .. at:sub(9) .. string.format("-7%03x-8%03x-", count % 4096, number) .. last
end

function request()
  count = count + 1
  local headers = { ["sec-fetch-site"] = "same-origin" }
  if session ~= "" then headers["cookie"] = "session=" .. session end
  local path = paths[(count - 1) % #paths + 1]
  if form == "" then return wrk.format("GET", path, headers) end
  headers["content-type"] = "application/x-www-form-urlencoded"
  return wrk.format("POST", path, headers, form:gsub("ID", id()))
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "errors": %d, "mean": %f, "p95": %f}\n',
    summary.requests, summary.duration / 1e6, failed, latency.mean / 1000, latency:percentile(95) / 1000))
end
