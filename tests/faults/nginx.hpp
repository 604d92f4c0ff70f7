// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_FAULTS_NGINX_HPP
#define TROTLINE_TESTS_FAULTS_NGINX_HPP

#include "support/loopback.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

extern char** environ;

namespace faults {

// A program's exit status; -1 if it could not be started.
inline int run(std::vector<std::string> arguments) {
    std::vector<char*> pointers;
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t quiet;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
    pid_t child = -1;
    int const spawned =
        ::posix_spawnp(&child, pointers[0], &quiet, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&quiet);
    int status = -1;
    if (spawned != 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
    return WEXITSTATUS(status);
}

class temporary_directory {
  public:
    temporary_directory() {
        auto pattern = (std::filesystem::temp_directory_path() / "trotline.XXXXXX").string();
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
        path_ = pattern;
    }
    temporary_directory(temporary_directory const&) = delete;
    temporary_directory& operator=(temporary_directory const&) = delete;
    ~temporary_directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string file(std::string const& name) const { return path_ / name; }
    void write(std::string const& name, std::string const& text) const {
        std::ofstream(file(name)) << text;
    }

  private:
    std::filesystem::path path_;
};

// An authority, and what it signs: NAME.pem and NAME.key for localhost and 127.0.0.1 (good,
// client), for another host, and expired; self is signed by itself. Made by the openssl program.
inline bool make_certificates(temporary_directory const& where) {
    auto const key = [&](std::string const& name) {
        return std::vector<std::string>{"openssl", "req",      "-newkey",
                                        "ec",      "-pkeyopt", "ec_paramgen_curve:prime256v1",
                                        "-nodes",  "-keyout",  where.file(name + ".key")};
    };
    auto const with = [](std::vector<std::string> arguments, std::vector<std::string> const& more) {
        arguments.insert(arguments.end(), more.begin(), more.end());
        return arguments;
    };
    auto const self_signed = [&](std::string const& name) {
        return run(with(key(name), {"-x509", "-days", "2", "-subj", "/CN=" + name, "-out",
                                    where.file(name + ".pem"), "-addext",
                                    "subjectAltName=DNS:localhost,IP:127.0.0.1"})) == 0;
    };
    auto const sign = [&](std::string const& name, std::string const& names,
                          std::string const& days) {
        where.write(name + ".ext", "subjectAltName=" + names + "\n");
        return run(with(key(name), {"-subj", "/CN=" + name, "-out", where.file(name + ".csr")})) ==
                   0 &&
               run({"openssl", "x509", "-req", "-in", where.file(name + ".csr"), "-CA",
                    where.file("ca.pem"), "-CAkey", where.file("ca.key"), "-days", days, "-extfile",
                    where.file(name + ".ext"), "-out", where.file(name + ".pem")}) == 0;
    };
    std::string const here = "DNS:localhost,IP:127.0.0.1";
    return self_signed("ca") && self_signed("self") && sign("good", here, "2") &&
           sign("client", here, "2") && sign("expired", here, "-1") &&
           sign("other", "DNS:other.example,IP:192.0.2.1", "2");
}

// A real nginx on free loopback ports. The sockets are made here and handed over, so it can be
// called at once.
class nginx {
  public:
    // `servers`: the inner text of each server block, without its listen; `kinds`: what follows the
    // address in its listen ("ssl http2").
    nginx(temporary_directory const& where,
          std::vector<std::pair<std::string, std::string>> const& servers) {
        std::string config = std::string(::geteuid() == 0 ? "user root; " : "") +
                             "daemon off; worker_processes 1; pid " + where.file("nginx.pid") +
                             "; error_log " + where.file("error.log") +
                             " error; events { worker_connections 1024; }\nhttp { access_log off; "
                             "keepalive_requests 1000000;\n";
        for (char const* const temporary : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
            config += std::string(temporary) + "_temp_path " + where.file(temporary) + ";\n";
        }
        std::string inherited = "NGINX=";
        std::vector<int> sockets;
        for (auto const& [kind, text] : servers) {
            int const socket = ::socket(AF_INET, SOCK_STREAM, 0);
            sockaddr_in address = trotline_tests::loopback(0);
            socklen_t size = sizeof address;
            if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
                ::listen(socket, 511) != 0 ||
                ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
                throw std::runtime_error("no port on the loopback");
            }
            sockets.push_back(socket);
            ports_.push_back(ntohs(address.sin_port));
            inherited += std::to_string(socket) + ";";
            config += "server { listen 127.0.0.1:" + std::to_string(ports_.back()) + " " + kind +
                      "; " + text + " }\n";
        }
        where.write("nginx.conf", config + "}\n");
        std::vector<std::string> arguments{"nginx", "-p", where.file(""), "-c",
                                           where.file("nginx.conf")};
        std::vector<char*> pointers;
        for (auto& argument : arguments) pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        std::string path =
            std::string("PATH=") + (std::getenv("PATH") ? std::getenv("PATH") : "") + ":/usr/sbin";
        char* environment[] = {inherited.data(), path.data(), nullptr};
        posix_spawn_file_actions_t quiet;
        posix_spawn_file_actions_init(&quiet);
        posix_spawn_file_actions_addopen(&quiet, 2, "/dev/null", O_WRONLY, 0);
        for (char const* const program :
             {"/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"}) {
            if (process_ < 0 && ::posix_spawn(&process_, program, &quiet, nullptr, pointers.data(),
                                              environment) != 0)
                process_ = -1;
        }
        posix_spawn_file_actions_destroy(&quiet);
        for (int const socket : sockets) ::close(socket);
    }
    nginx(nginx const&) = delete;
    nginx& operator=(nginx const&) = delete;
    ~nginx() {
        if (process_ < 0) return;
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
    }
    bool started() const { return process_ >= 0; }
    std::uint16_t port(std::size_t server) const { return ports_[server]; }

  private:
    pid_t process_ = -1;
    std::vector<std::uint16_t> ports_;
};

}  // namespace faults
#endif
