-- What wrk sends: the lines of a file in turn, each a method, a path and a form between tabs. `ID` in a form is another id each
-- time; `REVISION+N` is N and what this thread saved, where each thread has one connection and one line.
local count, saved, thread = 0, 0, 0

function setup(it)
  thread = thread + 1
  it:set("number", thread)
end

function init(args)
  lines, headers = {}, { ["sec-fetch-site"] = "same-origin" }
  for line in io.lines(args[1]) do
    local method, path, form = line:match("^(%u+)\t([^\t]*)\t(.*)$")
    lines[#lines + 1] = { method = method, path = path, form = form, revised = form:find("REVISION+", 1, true) }
  end
  for at = 2, #args, 2 do headers[args[at]] = args[at + 1] end
  began = os.time() * 1000
  math.randomseed(os.time() + number * 7919)
  if lines[1].revised then
    response = function(status) if status < 400 then saved = saved + 1 end end
  end
end

-- Like the product's own: of version 7, and later ones after earlier ones.
local function id()
  local at = string.format("%012x", began + math.floor(count / 4))
  local last = string.format("%06x%06x", math.random(0, 0xffffff), math.random(0, 0xffffff))
  return at:sub(1, 8) .. "-" .. at:sub(9) .. string.format("-7%03x-8%03x-", count % 4096, number) .. last
end

function request()
  count = count + 1
  local line = lines[1].revised and lines[number] or lines[(count - 1) % #lines + 1]
  if line.method == "GET" then return wrk.format("GET", line.path, headers) end
  headers["content-type"] = "application/x-www-form-urlencoded"
  local form = line.form:gsub("REVISION%+(%d+)", function(from) return from + saved end):gsub("ID", id())
  return wrk.format("POST", line.path, headers, form)
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "bytes": %d, "errors": %d, "mean": %f, "p50": %f, "p95": %f, "p99": %f}\n',
    summary.requests, summary.duration / 1e6, summary.bytes, failed, latency.mean / 1000,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000))
end
